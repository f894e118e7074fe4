package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.LinkedDocument;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.ClientUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The harness's board, as a link and as the list of its members. */
final class MiroHarnessDocument implements LinkedDocument {

    private static final String INVITED = "@elsewhere.example";

    private final MiroEmulator miro;
    private final String board;
    private final String token;

    MiroHarnessDocument(MiroEmulator miro, String board) {
        this.miro = miro;
        this.board = board;
        this.token = miro.accessToken("ada");
    }

    @Override
    public URI link() {
        return URI.create("https://miro.com/app/board/" + board + "/");
    }

    @Override
    public String title() {
        return "Harness board";
    }

    @Override
    public URI missing() {
        return URI.create("https://miro.com/app/board/uXjVMissing=/");
    }

    @Override
    public Map<String, Role> access() {
        Map<String, Role> roles = new TreeMap<>();
        for (int offset = 0; offset < 200; offset += 50) {
            for (JsonNode member : members(offset).path("data")) {
                mail(member.path("id").asText())
                        .filter(mail -> mail.endsWith(INVITED))
                        .ifPresent(
                                mail -> roles.put(mail, role(member.path("role").asText())));
            }
        }
        return roles;
    }

    private Optional<String> mail(String id) {
        return miro.people().users().stream()
                .filter(user -> user.id().equals(id))
                .findFirst()
                .flatMap(ClientUser::email);
    }

    @Override
    public void linkGives(Optional<Role> role) {
        String word = role.map(given -> given.name().toLowerCase(Locale.ROOT)).orElse("private");
        miro.setAccess(board, "teamAccess", word);
    }

    private static Role role(String word) {
        return switch (word) {
            case "viewer" -> Role.VIEW;
            case "commenter" -> Role.COMMENT;
            default -> Role.EDIT;
        };
    }

    private JsonNode members(int offset) {
        return send(request("/v2/boards/" + board + "/members?limit=50&offset=" + offset)
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(miro.baseUrl() + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpRequest request) {
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return VendorContracts.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
