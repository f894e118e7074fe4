package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all Enterprise operations share: only company admins, only their organization, people by mail, names of fair length. */
final class Office {
    private static final int MAX_NAME = 60;

    final World world;
    final Company company;

    Office(World world, Company company) {
        this.world = world;
        this.company = company;
    }

    /** An operation of company admins. */
    void on(MiroApi api, String operation, MiroApi.Handler handler) {
        api.on(operation, call -> {
            String organization = call.path("org_id");
            if (!organization.isEmpty() && !organization.equals(World.ORGANIZATION_ID)) {
                throw MiroFault.notFound("Organization");
            }
            if (!company.isAdmin(call.user().id())) {
                throw MiroFault.forbidden();
            }
            return handler.handle(call);
        });
    }

    Company.Team team(Call call) {
        return found(company.teams, call.path("team_id"), "Team");
    }

    Company.UserGroup group(String id) {
        return found(company.groups, id, "User group");
    }

    static <T> T found(Map<String, T> rows, String id, String what) {
        return Optional.ofNullable(rows.get(id)).orElseThrow(() -> MiroFault.notFound(what));
    }

    MiroUser byMail(String email) {
        return world.userByMail(email).orElseThrow(() -> MiroFault.invalid("email", "no such member"));
    }

    static void room(Map<String, ?> rows) {
        if (rows.size() >= Company.MAX_OF_A_KIND) {
            throw MiroFault.conflict("There are too many");
        }
    }

    static String name(JsonNode body) {
        return limited(Nodes.text(body, "name"), "name", 1, MAX_NAME);
    }

    static String limited(String text, String field, int least, int most) {
        if (text.length() < least || text.length() > most) {
            throw MiroFault.invalid(field, "size must be between " + least + " and " + most);
        }
        return text;
    }

    static String choice(JsonNode body, String name, List<String> allowed) {
        String word = Nodes.text(body, name);
        if (!allowed.contains(word)) {
            throw MiroFault.invalid(name, "unknown value");
        }
        return word;
    }

    static Reply gone(boolean was, String what) {
        if (!was) {
            throw MiroFault.notFound(what);
        }
        return Reply.empty(204);
    }
}
