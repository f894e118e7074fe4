package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** The audit log and the content log. */
final class LogEndpoints {
    private static final Duration AUDIT_REACH = Duration.ofDays(90);
    private static final int MAX_FILTER = 15;
    private static final int MAX_PAGE = 1_000;

    /** As the vendor's example has it, which is no RFC 3339. */
    private static final DateTimeFormatter AUDIT_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    private final Office office;
    private final AuditLog audit;
    private final ContentLog content;

    LogEndpoints(Office office, AuditLog audit, ContentLog content) {
        this.office = office;
        this.audit = audit;
        this.content = content;
    }

    void register(MiroApi api) {
        office.on(api, "enterprise-get-audit-logs", this::audits);
        office.on(api, "enterprise-board-content-item-logs-fetch", this::contents);
    }

    private Reply audits(Call call) {
        Instant reach = office.world.clock.instant().minus(AUDIT_REACH);
        List<AuditLog.Entry> rows =
                chosen(audit.entries(), AuditLog.Entry::at, time(call, "createdAfter"), time(call, "createdBefore"));
        rows.removeIf(entry -> entry.at().isBefore(reach));
        if (call.query("sorting").orElse("ASC").equals("DESC")) {
            Collections.reverse(rows);
        }
        return Reply.json(Paging.byLastId(call, rows, 100, AuditLog.Entry::id, this::json));
    }

    private Reply contents(Call call) {
        List<ContentLog.Entry> rows =
                chosen(content.entries(), ContentLog.Entry::at, time(call, "from"), time(call, "to"));
        List<String> boards = filter(call, "board_ids");
        List<String> mails = filter(call, "emails");
        rows.removeIf(entry -> !boards.isEmpty() && !boards.contains(entry.boardId()));
        rows.removeIf(entry -> !mails.isEmpty() && !mails.contains(mail(entry.actor())));
        if (call.query("sorting").orElse("asc").equals("desc")) {
            Collections.reverse(rows);
        }
        return Reply.json(Paging.byLastId(call, rows, MAX_PAGE, ContentLog.Entry::id, this::json));
    }

    private static <T> List<T> chosen(List<T> all, Function<T, Instant> at, Instant from, Instant to) {
        List<T> rows = new ArrayList<>(all);
        rows.removeIf(row -> at.apply(row).isBefore(from) || at.apply(row).isAfter(to));
        return rows;
    }

    private static Instant time(Call call, String name) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(call.requiredQuery(name), Instant::from);
        } catch (DateTimeParseException e) {
            throw MiroFault.invalid(name, "a time is expected");
        }
    }

    /** Repeated or with commas. */
    private static List<String> filter(Call call, String name) {
        List<String> values = call.request().queryParameters().getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.size() > MAX_FILTER) {
            throw MiroFault.invalid(name, "size must be between 0 and " + MAX_FILTER);
        }
        return values;
    }

    private String mail(String userId) {
        return office.world.user(userId).map(MiroUser::email).orElse("");
    }

    private String name(String userId) {
        return office.world.user(userId).map(MiroUser::name).orElse("");
    }

    private ObjectNode json(AuditLog.Entry entry) {
        ObjectNode json = Nodes.object()
                .put("id", entry.id())
                .put("event", entry.event())
                .put("category", entry.category())
                .put("createdAt", AUDIT_TIME.format(entry.at()));
        ObjectNode context = json.putObject("context").put("ip", "127.0.0.1");
        context.putObject("team").put("id", World.TEAM_ID).put("name", office.world.teamName);
        context.putObject("organization").put("id", World.ORGANIZATION_ID).put("name", office.world.organizationName);
        json.putObject("object").put("id", entry.objectId()).put("name", entry.name());
        json.putObject("details");
        json.putObject("createdBy")
                .put("type", "user")
                .put("id", entry.user())
                .put("name", name(entry.user()))
                .put("email", mail(entry.user()));
        return json;
    }

    private ObjectNode json(ContentLog.Entry entry) {
        ObjectNode json = Nodes.object()
                .put("id", entry.id())
                .put("contentId", entry.boardId())
                .put("actionType", entry.action())
                .put("actionTime", Nodes.time(entry.at()))
                .put("itemType", entry.itemType())
                .put("itemId", entry.itemId());
        json.putObject("actor")
                .put("id", entry.actor())
                .put("email", mail(entry.actor()))
                .put("name", name(entry.actor()));
        json.set("state", entry.state());
        var relationships = json.putArray("relationships");
        entry.parent()
                .ifPresent(parent -> relationships
                        .addObject()
                        .put("type", "parent")
                        .put("itemType", entry.itemType().startsWith("comment") ? "comment_thread" : "widget")
                        .put("itemId", parent));
        return json;
    }
}
