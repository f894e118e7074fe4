package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code /guests}: named people without an account of their own. */
final class GuestEndpoints {
    private static final int MAX_GUESTS = 2_000;

    private final Organization organization;
    private final Tokens tokens;
    private volatile Set<String> guestScopes;
    private final Map<String, Person> bySubject = new LinkedHashMap<>();

    GuestEndpoints(Organization organization, Tokens tokens, Set<String> guestScopes) {
        this.organization = organization;
        this.tokens = tokens;
        this.guestScopes = guestScopes;
    }

    /** Of guests who are there already and of those to come. */
    void changeScopes(Set<String> scopes) {
        guestScopes = Set.copyOf(scopes);
        bySubject.values().forEach(guest -> tokens.changeScopes(guest, guestScopes));
    }

    /** Ends the tokens of all guests. */
    void revokeAll() {
        bySubject.values().forEach(tokens::revokeAll);
    }

    void register(WebexApi api) {
        api.add("POST /guests/token", this::token);
        api.add("GET /guests/count", call -> {
            requireServiceApp(call);
            return Reply.text(200, String.valueOf(bySubject.size()));
        });
    }

    private static void requireServiceApp(Call call) {
        if (!call.principal().kind().equals(Tokens.SERVICE_APP)) {
            throw WebexFault.missingScope();
        }
    }

    private Reply token(Call call) {
        requireServiceApp(call);
        ObjectNode body = Json.read(call.request().body());
        String subject = Json.required(body, "subject");
        String displayName = Json.required(body, "displayName");
        if (bySubject.size() >= MAX_GUESTS && !bySubject.containsKey(subject)) {
            throw WebexFault.forbidden("No more guests are allowed.");
        }
        Person guest = bySubject.computeIfAbsent(subject, unused -> create(displayName));
        if (!guest.displayName().equals(displayName)) {
            guest.rename(displayName, organization.now());
        }
        return Reply.json(Json.object()
                .put("id", guest.id())
                .put("subject", subject)
                .put("displayName", displayName)
                .put("email", guest.email())
                .put("accessToken", tokens.guest(guest, guestScopes))
                .put("expiresIn", Tokens.GUEST_LIFETIME.toSeconds()));
    }

    private Person create(String displayName) {
        Person guest = new Person(
                organization.ids.fresh(Ids.Kind.PEOPLE),
                Person.Sort.GUEST,
                organization.ids.uuid() + "@appid.ciscospark.com",
                displayName,
                organization.id,
                organization.now());
        organization.add(guest);
        return guest;
    }
}
