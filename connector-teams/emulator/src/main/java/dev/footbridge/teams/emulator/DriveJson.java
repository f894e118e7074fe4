package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Renders drives and what is in them. */
final class DriveJson {
    ObjectNode drive(DriveItem root) {
        var drive = root.drive;
        var node = Json.object();
        node.put("id", drive.id());
        node.put("driveType", drive.type());
        node.put("name", "Documents");
        node.put("webUrl", drive.webUrl());
        return node;
    }

    ObjectNode item(DriveItem item) {
        var node = Json.object();
        node.put("id", item.id);
        node.put("name", item.name);
        node.put("eTag", item.eTag());
        node.put("createdDateTime", Json.time(item.createdMillis));
        node.put("lastModifiedDateTime", Json.time(item.createdMillis));
        node.put("webUrl", item.webUrl());
        node.put("size", item.content().map(content -> content.size()).orElse(0L));
        var parent = node.putObject("parentReference");
        parent.put("driveId", item.drive.id());
        parent.put("driveType", item.drive.type());
        item.parent.ifPresent(folder -> parent.put("id", folder.id));
        if (item.content().isPresent()) {
            node.putObject("file").put("mimeType", item.mediaType());
        } else {
            node.putObject("folder").put("childCount", 0);
        }
        return node;
    }
}
