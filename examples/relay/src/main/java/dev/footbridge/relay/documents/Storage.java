package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.id.WorkspaceId;
import java.util.Optional;

/**
 * Where documents lie.
 *
 * @param workspace whose accounts the storage's people have
 * @param directory tells the mail addresses of those accounts
 * @param calls keeps the platform's limits
 */
public record Storage(WorkspaceId workspace, Sharing sharing, Optional<Directory> directory, LookUps calls) {}
