package dev.footbridge.teams.emulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Opaque paging tokens and the links that carry them. */
final class Paging {
    /** Options that go on from page to page. */
    private static final List<String> KEPT = List.of("$top", "$expand", "$filter", "$orderby");

    private Paging() {}

    static OptionalLong skipToken(GraphRequest request) {
        return request.option("$skiptoken").map(Paging::read).orElse(OptionalLong.empty());
    }

    static Optional<String> nextLink(GraphRequest request, String path, Conversation.Page page) {
        if (!page.more() || page.last().isEmpty()) {
            return Optional.empty();
        }
        var options = new ArrayList<String>();
        for (var name : KEPT) {
            request.option(name)
                    .ifPresent(value -> options.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        options.add("$skiptoken=" + write("s" + page.last().getAsLong()));
        return Optional.of(request.apiUrl() + "/" + path + "?" + String.join("&", options));
    }

    static String write(String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(state.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badToken();
        }
    }

    static GraphFault badToken() {
        return GraphFault.badRequest("The skip or delta token is invalid.");
    }

    private static OptionalLong read(String token) {
        var text = readText(token);
        try {
            return OptionalLong.of(Long.parseLong(text.substring(1)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw badToken();
        }
    }
}
