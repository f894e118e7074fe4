package dev.footbridge.miro;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.testkit.contract.EmulatedPeople;
import java.util.Optional;

/** What people do and see on the emulated boards. */
final class MiroHarnessPeople extends EmulatedPeople {

    MiroHarnessPeople(MiroEmulator miro, MiroIds ids) {
        super(
                miro.people(),
                new UserId(ids.workspace(), miro.userId("ada")),
                new UserId(ids.workspace(), miro.userId("grace")),
                new UserId(ids.workspace(), "3074457350000000001"));
    }

    /** People draw lines between notes, which nothing tells a connector of. */
    @Override
    public boolean canReply() {
        return false;
    }

    @Override
    public boolean canReact() {
        return false;
    }

    @Override
    protected MessageId id(ChannelId channel, Optional<String> root, String raw) {
        return root.map(first -> MiroIds.reply(channel, first, raw)).orElseGet(() -> new MessageId(channel, raw));
    }
}
