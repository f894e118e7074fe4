package dev.footbridge.webex;

import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.http.ScopeFile;
import java.util.Collection;

/** The scope catalogue, from {@code scopes.json} beside this class, which names its basis row by row. */
final class WebexScopes {

    private static final ScopeCatalogue CATALOGUE =
            ScopeFile.read(WebexScopes.class.getResourceAsStream("scopes.json"));

    private WebexScopes() {}

    static ScopeCatalogue catalogue() {
        return CATALOGUE;
    }

    /** What a token endpoint says it granted; unknown when it says nothing. */
    static Grant grant(Collection<String> names) {
        return names.isEmpty()
                ? Grant.unknown()
                : Grant.of(names.stream().map(WebexScopes::scope).toList());
    }

    /** Each name comes in one type only. */
    static Scope scope(String name) {
        return CATALOGUE.named(name).stream()
                .map(ScopeInfo::scope)
                .findFirst()
                .orElseGet(() -> new Scope(name, GrantType.USER));
    }
}
