package dev.footbridge.miro.emulator;

/** Everything below {@code /v2/boards}. */
final class BoardSide {
    private BoardSide() {}

    /** Registers the operations; the result also serves the bytes behind links. */
    static FileEndpoints register(
            MiroApi api, World world, Canvas canvas, AuditLog audit, Files files, int maxContent) {
        BoardAccess access = new BoardAccess(world);
        BoardJson json = new BoardJson(world);
        ItemReader reader = new ItemReader(maxContent);
        FileEndpoints fileEndpoints = new FileEndpoints(world, access, canvas, reader, files);
        new BoardEndpoints(world, access, json, audit).register(api);
        new MemberEndpoints(world, access, json, audit).register(api);
        // Bulk creation first: its path also fits the one that attaches a tag to an item.
        new KindEndpoints(access, canvas, reader, files).register(api);
        new ItemEndpoints(access, canvas, reader).register(api);
        new TagEndpoints(world, access, canvas).register(api);
        new LineEndpoints(world, access, canvas).register(api);
        fileEndpoints.register(api);
        return fileEndpoints;
    }
}
