package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.relay.documents.SignInRoute;
import dev.footbridge.relay.transfer.TransferOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The engine's settings.
 *
 * @param contentBytes most heap that message content may take
 * @param contentAge longest time that content stays in the heap
 * @param laneWindow most operations of one target channel handed to the delivery at once
 * @param parkTime how long an event waits for the message it belongs to
 * @param repairInterval between two comparisons of a channel's history with the ledger
 * @param eventRetention how long the id of an event is remembered
 * @param linkRetention how long an untouched link is remembered
 * @param platformNames the platforms' names for people; a platform without one is shown by its short name
 * @param webhookAddresses public address of a connector's webhooks by connector name, for those that have one
 * @param people the accounts of people who have several
 * @param signIns where people start to open documents that lie elsewhere
 * @param signInGroups groups for single sign-on that are kept in step
 * @param files how files move
 * @param failpoints for crash tests
 */
public record EngineOptions(
        long contentBytes,
        Duration contentAge,
        int laneWindow,
        Duration parkTime,
        Duration repairInterval,
        Duration eventRetention,
        Duration linkRetention,
        Map<Platform, String> platformNames,
        Map<String, URI> webhookAddresses,
        List<Set<UserId>> people,
        List<SignInRoute> signIns,
        List<SignInGroup> signInGroups,
        TransferOptions files,
        Failpoints failpoints) {

    public EngineOptions {
        platformNames = Map.copyOf(platformNames);
        webhookAddresses = Map.copyOf(webhookAddresses);
        people = List.copyOf(people);
        signIns = List.copyOf(signIns);
        signInGroups = List.copyOf(signInGroups);
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. */
    public static final class Builder {
        private long contentBytes = 64L << 20;
        private Duration contentAge = Duration.ofSeconds(60);
        private int laneWindow = 8;
        private Duration parkTime = Duration.ofMinutes(15);
        private Duration repairInterval = Duration.ofMinutes(10);
        private Duration eventRetention = Duration.ofDays(8);
        private Duration linkRetention = Duration.ofDays(90);
        private Map<Platform, String> platformNames = Map.of();
        private Map<String, URI> webhookAddresses = Map.of();
        private List<Set<UserId>> people = List.of();
        private List<SignInRoute> signIns = List.of();
        private List<SignInGroup> signInGroups = List.of();
        private TransferOptions files = TransferOptions.defaults();
        private Failpoints failpoints = Failpoints.none();

        private Builder() {}

        /** Most heap for content. Defaults to 64 MiB. */
        public Builder contentBytes(long value) {
            contentBytes = value;
            return this;
        }

        /** Longest time content stays in the heap. Defaults to 60 s. */
        public Builder contentAge(Duration value) {
            contentAge = value;
            return this;
        }

        /** Operations handed over at once per channel. Defaults to 8. */
        public Builder laneWindow(int value) {
            laneWindow = value;
            return this;
        }

        /** Waiting time for a missing message. Defaults to 15 minutes. */
        public Builder parkTime(Duration value) {
            parkTime = value;
            return this;
        }

        /** Time between comparisons with the history. Defaults to 10 minutes. */
        public Builder repairInterval(Duration value) {
            repairInterval = value;
            return this;
        }

        /** Memory for event ids. Defaults to 8 days. */
        public Builder eventRetention(Duration value) {
            eventRetention = value;
            return this;
        }

        /** Memory for links. Defaults to 90 days. */
        public Builder linkRetention(Duration value) {
            linkRetention = value;
            return this;
        }

        /** Names for people. Defaults to the short names. */
        public Builder platformNames(Map<Platform, String> value) {
            platformNames = value;
            return this;
        }

        /** Public webhook addresses by connector name. Defaults to none. */
        public Builder webhookAddresses(Map<String, URI> value) {
            webhookAddresses = value;
            return this;
        }

        /** Accounts that belong together. Defaults to none. */
        public Builder people(List<Set<UserId>> value) {
            people = value;
            return this;
        }

        /** Where people start to open documents. Defaults to none. */
        public Builder signIns(List<SignInRoute> value) {
            signIns = value;
            return this;
        }

        /** Groups for single sign-on. Defaults to none. */
        public Builder signInGroups(List<SignInGroup> value) {
            signInGroups = value;
            return this;
        }

        /** How files move. Defaults to {@link TransferOptions#defaults}. */
        public Builder files(TransferOptions value) {
            files = value;
            return this;
        }

        /** Crash points. Defaults to none. */
        public Builder failpoints(Failpoints value) {
            failpoints = value;
            return this;
        }

        /** The settings. */
        public EngineOptions build() {
            return new EngineOptions(
                    contentBytes,
                    contentAge,
                    laneWindow,
                    parkTime,
                    repairInterval,
                    eventRetention,
                    linkRetention,
                    platformNames,
                    webhookAddresses,
                    people,
                    signIns,
                    signInGroups,
                    files,
                    failpoints);
        }
    }
}
