package dev.footbridge.relay;

import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.relay.bridge.EngineObserver;
import dev.footbridge.relay.link.LinkObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the engine tells. Labels come from closed sets: connectors of the configuration, platforms, kinds, codes;
 * never a user, channel or message.
 */
final class Metrics implements EngineObserver, LinkObserver, AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Loss, LongAdder> losses = new ConcurrentHashMap<>();
    // Looking a meter up by name and tags for each message would cost more than counting.
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> scopes = new ConcurrentHashMap<>();
    private final AtomicInteger active = new AtomicInteger();

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        registry.gauge("footbridge_transfer_active", active);
    }

    String scrape() {
        return registry.scrape();
    }

    Map<String, Long> losses() {
        Map<String, Long> sums = new TreeMap<>();
        losses.forEach((loss, count) ->
                sums.put((loss.element() + " " + loss.fidelity()).toLowerCase(Locale.ROOT), count.sum()));
        return sums;
    }

    private void count(String name, double amount, String... tags) {
        counters.computeIfAbsent(name + String.join("\n", tags), key -> registry.counter(name, tags))
                .increment(amount);
    }

    @Override
    public void received(String connector, int events) {
        count("footbridge_events_received", events, "connector", connector);
    }

    @Override
    public void duplicate(String connector) {
        count("footbridge_events_duplicate", 1, "connector", connector);
    }

    @Override
    public void ignored(String connector, String reason) {
        count("footbridge_events_ignored", 1, "connector", connector, "reason", reason);
    }

    @Override
    public void rejected(String connector, String reason) {
        count("footbridge_webhooks_rejected", 1, "connector", connector, "reason", reason);
    }

    @Override
    public void delivered(String operation, ChannelId target, Duration age) {
        String platform = target.workspace().platform().value();
        timers.computeIfAbsent(
                        operation + "\n" + platform,
                        key -> Timer.builder("footbridge_delivery")
                                .tags("operation", operation, "platform", platform)
                                .publishPercentileHistogram()
                                .register(registry))
                .record(age);
    }

    @Override
    public void vanished(String operation, ChannelId target) {
        String platform = target.workspace().platform().value();
        count("footbridge_vanished", 1, "operation", operation, "platform", platform);
    }

    @Override
    public void dead(String operation, ChannelId target, String reason) {
        String platform = target.workspace().platform().value();
        count("footbridge_dead_letters", 1, "operation", operation, "platform", platform, "reason", reason);
    }

    @Override
    public void lost(Platform source, ChannelId target, Loss loss) {
        losses.computeIfAbsent(loss, any -> new LongAdder()).increment();
        count(
                "footbridge_losses",
                1,
                "source",
                source.value(),
                "platform",
                target.workspace().platform().value(),
                "element",
                loss.element().name(),
                "fidelity",
                loss.fidelity().name());
    }

    @Override
    public void scopes(String connector, String state, int count) {
        scopes.computeIfAbsent(connector + "\n" + state, key -> {
                    AtomicInteger held = new AtomicInteger();
                    registry.gauge("footbridge_scopes", Tags.of("connector", connector, "state", state), held);
                    return held;
                })
                .set(count);
    }

    @Override
    public void groupChanged(String connector, String change) {
        count("footbridge_sign_in_group_changes", 1, "connector", connector, "change", change);
    }

    @Override
    public void issued(Platform target) {
        count("footbridge_links_issued", 1, "platform", target.value());
    }

    @Override
    public void opened(Platform target) {
        count("footbridge_links_opened", 1, "platform", target.value());
    }

    @Override
    public void denied(String reason) {
        count("footbridge_links_denied", 1, "reason", reason);
    }

    @Override
    public void cut(String reason) {
        count("footbridge_links_cut", 1, "reason", reason);
    }

    @Override
    public void sent(long bytes) {
        count("footbridge_links_sent_bytes", bytes);
    }

    @Override
    public void reread(ChannelId source, int calls, int messages) {
        String platform = source.workspace().platform().value();
        count("footbridge_source_reads", calls, "platform", platform);
        count("footbridge_source_reread_messages", messages, "platform", platform);
    }

    @Override
    public void repaired(ChannelId channel, int seen, int applied, int missing) {
        String platform = channel.workspace().platform().value();
        count("footbridge_repair_runs", 1, "platform", platform);
        count("footbridge_repair_seen", seen, "platform", platform);
        count("footbridge_repair_applied", applied, "platform", platform);
        count("footbridge_repair_missing", missing, "platform", platform);
    }

    @Override
    public void streaming(ChannelId target) {
        active.incrementAndGet();
    }

    @Override
    public void streamed(ChannelId target, int bytes) {
        count(
                "footbridge_transfer_bytes",
                bytes,
                "platform",
                target.workspace().platform().value());
    }

    @Override
    public void spooled(ChannelId target, long bytes) {
        String platform = target.workspace().platform().value();
        count("footbridge_transfer_spooled_bytes", bytes, "platform", platform);
    }

    @Override
    public void streamEnded(ChannelId target, Duration time, String failure) {
        active.decrementAndGet();
        String platform = target.workspace().platform().value();
        timers.computeIfAbsent(
                        "transfer\n" + platform,
                        key -> Timer.builder("footbridge_transfer")
                                .tags("platform", platform)
                                .publishPercentileHistogram()
                                .register(registry))
                .record(time);
        if (!failure.isEmpty()) {
            count("footbridge_transfer_failures", 1, "platform", platform, "reason", failure);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
