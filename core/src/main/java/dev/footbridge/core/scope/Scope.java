package dev.footbridge.core.scope;

/**
 * A permission as its platform names it.
 *
 * @param name exactly as in the vendor's documentation; case matters
 */
public record Scope(String name, GrantType grantType) {

    public Scope {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a scope has a name");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
