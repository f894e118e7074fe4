package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.id.Platform;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import dev.footbridge.core.scope.Surface;
import dev.footbridge.relay.scopes.lint.PermissionLinter.Known;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A platform nobody has, with scopes in all variants the linter tells apart. */
final class Facts {

    private static final List<ScopeInfo> SCOPES = List.of(
            scope("Room.Read", GrantType.APPLICATION, Consent.ADMINISTRATOR, 2, Surface.SERVER),
            scope("Room.Read", GrantType.DELEGATED, Consent.USER, 1, Surface.SERVER),
            scope("Room.Create", GrantType.DELEGATED, Consent.USER, 2, Surface.SERVER),
            scope(
                    "Room.Manage",
                    GrantType.DELEGATED,
                    Consent.ADMINISTRATOR,
                    4,
                    Surface.SERVER,
                    "Room.Create",
                    "Room.Read"),
            scope("Room.Create.One", GrantType.RESOURCE_SPECIFIC, Consent.RESOURCE_OWNER, 1, Surface.SERVER),
            scope("Room.Create.All", GrantType.APPLICATION, Consent.ADMINISTRATOR, 3, Surface.SERVER),
            scope("Person.Read", GrantType.DELEGATED, Consent.USER, 1, Surface.SERVER),
            scope("Guest.Invite", GrantType.DELEGATED, Consent.ADMINISTRATOR, 3, Surface.SERVER),
            scope("Screen.Record", GrantType.DELEGATED, Consent.USER, 1, Surface.CLIENT));

    private static final List<Operation> OPERATIONS = List.of(
            call("GET /rooms", delegated("Room.Read"), delegated("Room.Manage"), application("Room.Read")),
            call(
                    "POST /rooms",
                    delegated("Room.Create"),
                    delegated("Room.Manage"),
                    new Scope("Room.Create.One", GrantType.RESOURCE_SPECIFIC),
                    application("Room.Create.All")),
            call("DELETE /rooms/{room-id}", delegated("Room.Manage")),
            call("POST /rooms/{room-id}/guests", delegated("Guest.Invite")),
            call("GET /persons/{person-id}/photo/$value", delegated("Person.Read")));

    private Facts() {}

    static PermissionLinter linter() {
        ScopeRows rows = new ScopeRows(
                new Platform("acme"), "invented", List.of("large"), List.of(), SCOPES, OPERATIONS, List.of());
        ScopeRows other =
                new ScopeRows(new Platform("blip"), "invented", List.of(), List.of(), List.of(), List.of(), List.of());
        return new PermissionLinter(List.of(new Known("Acme", List.of(rows)), new Known("Blip", List.of(other))));
    }

    private static ScopeInfo scope(
            String name, GrantType type, Consent consent, int level, Surface surface, String... implies) {
        Set<Scope> implied = Set.copyOf(
                Arrays.stream(implies).map(other -> new Scope(other, type)).toList());
        return new ScopeInfo(
                new Scope(name, type),
                "",
                consent,
                Set.of(surface),
                Optional.empty(),
                Optional.empty(),
                level,
                implied,
                List.of(),
                Optional.empty());
    }

    private static Operation call(String name, Scope... alternatives) {
        List<Set<Scope>> sets = new ArrayList<>();
        Arrays.stream(alternatives).forEach(scope -> sets.add(Set.of(scope)));
        return new Operation(name, sets);
    }

    private static Scope delegated(String name) {
        return new Scope(name, GrantType.DELEGATED);
    }

    private static Scope application(String name) {
        return new Scope(name, GrantType.APPLICATION);
    }
}
