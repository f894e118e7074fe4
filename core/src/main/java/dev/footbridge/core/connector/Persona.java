package dev.footbridge.core.connector;

import java.util.Optional;

/**
 * How an author appears on a platform where they have no account of their own.
 *
 * @param name display name, 1 to {@value #MAX_NAME} characters on one line, without bidirectional controls
 * @param avatarUrl a picture that anybody can read
 * @param origin the author's platform, for people; shown beside the name so that nobody is impersonated
 */
public record Persona(String name, Optional<String> avatarUrl, String origin) {

    /** Longest name shown. */
    public static final int MAX_NAME = 80;

    public Persona {
        name = PersonaName.clean(name);
        origin = PersonaName.clean(origin);
    }

    /** The name with its origin, as people see it. */
    public String label() {
        return name + " (" + origin + ")";
    }

    /** Never the name. */
    @Override
    public String toString() {
        return "Persona[" + origin + "]";
    }
}
