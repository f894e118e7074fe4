package dev.footbridge.core.connector;

import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.Scope;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan of scopes in the forms that the platform's own pages take, and the links at which people agree. Pure: no I/O, the
 * same answer each time, safe for concurrent use.
 */
public interface ConsentForms {

    /**
     * The app that people agree to, as its page at the platform names it.
     *
     * @param clientId empty while there is no app yet; the forms then have a word in its place
     * @param redirect where the platform sends people afterwards
     * @param tenant the workspace, where the platform's links name it
     * @param state comes back with the redirect; the caller checks it
     */
    record App(String clientId, URI redirect, Optional<String> tenant, String state) {

        /** An app of any workspace that is not registered yet. */
        public static App unregistered() {
            return new App("CLIENT_ID", URI.create("https://relay.example.org/consent"), Optional.empty(), "STATE");
        }
    }

    /**
     * One text for one place.
     *
     * @param name a file name
     * @param mediaType of the text
     * @param use a sentence that says where it goes
     */
    record Form(String name, String mediaType, String use, String text) {}

    /** What to paste or upload for this plan, in the order of the steps. */
    List<Form> forms(ContextPlan plan, App app);

    /**
     * Links at which people agree to just these scopes, usually those that are missing: one for each kind of people that has
     * to agree by a link. Scopes that nobody agrees to by a link are left out; none when that is all of them.
     */
    List<URI> links(ContextPlan plan, Set<Scope> scopes, App app);
}
