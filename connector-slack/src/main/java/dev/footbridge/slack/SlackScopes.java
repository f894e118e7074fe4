package dev.footbridge.slack;

import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.ScopeFile;
import java.util.Arrays;

/** The scope catalogue, from {@code scopes.json} beside this class, which names source and date. */
final class SlackScopes {

    /** Posting with the author's name and picture: not a method of its own, but a scope of its own. */
    static final String CUSTOMIZE = "chat.postMessage:customize";

    private static final ScopeCatalogue CATALOGUE =
            ScopeFile.read(SlackScopes.class.getResourceAsStream("scopes.json"));

    private SlackScopes() {}

    static ScopeCatalogue catalogue() {
        return CATALOGUE;
    }

    static Scope bot(String name) {
        return new Scope(name, GrantType.BOT);
    }

    /** What the header {@code X-OAuth-Scopes} says. */
    static Grant grant(String header) {
        return Grant.of(Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(SlackScopes::bot)
                .toList());
    }
}
