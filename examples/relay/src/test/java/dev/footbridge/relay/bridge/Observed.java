package dev.footbridge.relay.bridge;

import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what the engine told. */
final class Observed implements EngineObserver {

    final List<Loss> losses = new CopyOnWriteArrayList<>();
    final List<String> ways = new CopyOnWriteArrayList<>();
    final List<String> dead = new CopyOnWriteArrayList<>();
    final List<Long> spooled = new CopyOnWriteArrayList<>();
    final List<String> groups = new CopyOnWriteArrayList<>();
    final AtomicInteger rereadCalls = new AtomicInteger();
    final AtomicInteger rereadMessages = new AtomicInteger();

    @Override
    public void lost(Platform source, ChannelId target, Loss loss) {
        losses.add(loss);
        ways.add(source + " " + target.workspace().platform() + " " + loss.element() + " " + loss.fidelity());
    }

    @Override
    public void dead(String operation, ChannelId target, String reason) {
        dead.add(operation + " " + reason);
    }

    @Override
    public void groupChanged(String connector, String change) {
        groups.add(connector + " " + change);
    }

    @Override
    public void spooled(ChannelId target, long bytes) {
        spooled.add(bytes);
    }

    @Override
    public void reread(ChannelId source, int calls, int messages) {
        rereadCalls.addAndGet(calls);
        rereadMessages.addAndGet(messages);
    }
}
