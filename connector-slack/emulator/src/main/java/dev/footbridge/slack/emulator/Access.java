package dev.footbridge.slack.emulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which conversations a caller may see and use. */
final class Access {
    private final Workspace workspace;

    Access(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The conversation named by the {@code channel} argument, if the caller may know of it. */
    SlackChannel visible(Call call) throws SlackError {
        String id = call.arguments().required("channel", "channel_not_found");
        SlackChannel channel = workspace.channel(id).orElseThrow(() -> new SlackError("channel_not_found"));
        if (channel.kind != SlackChannel.Kind.PUBLIC
                && !channel.members.contains(call.caller().id())) {
            throw new SlackError("channel_not_found");
        }
        return channel;
    }

    /** Visible, and the caller holds the scope of its kind, such as {@code groups:history}. */
    SlackChannel readable(Call call, String verb) throws SlackError {
        SlackChannel channel = visible(call);
        call.require(channel.kind.scopeFamily + ':' + verb);
        return channel;
    }

    /** Where a message may be posted: by channel id or name, or a user's id for the direct conversation. */
    SlackChannel postable(Call call) throws SlackError {
        String key = call.arguments().required("channel", "channel_not_found");
        Optional<SlackUser> user = workspace.user(key);
        if (user.isPresent()) {
            Set<String> both = new LinkedHashSet<>(List.of(call.caller().id(), key));
            return workspace.openDirect(both, call.caller().id());
        }
        String bare = key.startsWith("#") ? key.substring(1) : key;
        SlackChannel channel = workspace.channelByIdOrName(bare).orElseThrow(() -> new SlackError("channel_not_found"));
        boolean member = channel.members.contains(call.caller().id());
        if (!member && channel.kind != SlackChannel.Kind.PUBLIC) {
            throw new SlackError("channel_not_found");
        }
        if (channel.archived()) {
            throw new SlackError("is_archived");
        }
        if (!member && !call.caller().has("chat:write.public")) {
            throw new SlackError("not_in_channel");
        }
        return channel;
    }
}
