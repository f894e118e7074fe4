package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Drive: files by id, who may do what with them, and giving permission. The callers are people. */
final class DriveMethods {
    private static final int STANDARD = 100;
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private final Domain domain;
    private final DriveFiles files;

    DriveMethods(Domain domain, DriveFiles files) {
        this.domain = domain;
        this.files = files;
    }

    void register(ChatApi api) {
        api.add("drive.files.get", call -> Reply.json(json(seen(call))));
        api.add("drive.permissions.list", this::list);
        api.add("drive.permissions.create", this::create);
    }

    /** What the caller cannot see does not exist. */
    private DriveFile seen(Call call) {
        String id = call.param("fileId");
        return files.find(id)
                .filter(file -> role(call, file) >= 0)
                .orElseThrow(() -> ReasonFault.of(404, "notFound", "File not found: " + id + "."));
    }

    private static int role(Call call, DriveFile file) {
        return file.roleOf(call.caller().self().email()).map(DriveFile::rank).orElse(-1);
    }

    /** Writers may share, and see with whom it is shared. */
    private DriveFile shareable(Call call) {
        DriveFile file = seen(call);
        if (role(call, file) < DriveFile.rank("writer")) {
            throw ReasonFault.of(
                    403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.");
        }
        return file;
    }

    private static ObjectNode json(DriveFile file) {
        return Json.object()
                .put("kind", "drive#file")
                .put("id", file.id())
                .put("name", file.name())
                .put("mimeType", file.mimeType());
    }

    private Reply list(Call call) {
        DriveFile file = shareable(call);
        ObjectNode page = Pages.page(
                call,
                "permissions",
                file.permissions(),
                call.pageSize("pageSize", STANDARD, STANDARD),
                DriveMethods::json);
        return Reply.json(page.put("kind", "drive#permissionList"));
    }

    private static ObjectNode json(DriveFile.Permission permission) {
        ObjectNode json = Json.object()
                .put("kind", "drive#permission")
                .put("id", permission.id())
                .put("type", permission.type())
                .put("role", permission.role());
        switch (permission.type()) {
            case "user", "group" ->
                json.put("emailAddress", permission.holder()).put("deleted", false);
            case "domain" -> json.put("domain", permission.holder()).put("allowFileDiscovery", false);
            default -> json.put("allowFileDiscovery", false);
        }
        return json;
    }

    private Reply create(Call call) {
        DriveFile file = shareable(call);
        ObjectNode body = call.body();
        String type = Json.text(body, "type");
        String role = Json.text(body, "role");
        String holder = Json.text(body, type.equals("domain") ? "domain" : "emailAddress");
        boolean person = type.equals("user") || type.equals("group");
        boolean known = Set.of("user", "group", "domain", "anyone").contains(type)
                && List.of("reader", "commenter", "writer").contains(role);
        if (!known || person && !MAIL.matcher(holder).matches()) {
            throw ReasonFault.of(400, "invalid", "The specified permission is invalid.");
        }
        if (files.isRefused(holder)) {
            throw ReasonFault.of(400, "invalidSharingRequest", "Bad Request. User message: \"You cannot share.\"");
        }
        String notify = call.option("sendNotificationEmail").orElse("true");
        DriveFile.Permission given =
                file.grant(new DriveFile.Permission(domain.ids().letters(20), type, role, holder));
        if (person && notify.equals("true")) {
            files.mailed(holder);
        }
        return Reply.json(json(given));
    }
}
