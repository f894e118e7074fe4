package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.PostingMutants.Described;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Defects of editing, removal, reactions, history and readback. */
final class ChangingMutants {

    private ChangingMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(editing());
        all.addAll(removal());
        all.addAll(reactions());
        all.addAll(history());
        all.addAll(readback());
        return all;
    }

    private static Mutant edit(String name, String rule, PostingMutants.Post edit) {
        return new Mutant(name, rule, (real, workspace) -> new Described(real) {
            @Override
            public Optional<Editing> editing() {
                return Optional.of((message, part) -> edit.run(real, message.channel(), part.inThread(message)));
            }
        });
    }

    /** The message to edit comes as the thread of the draft, so that one functional type serves all. */
    private static List<Mutant> editing() {
        return List.of(
                edit("swallows that an edit is forbidden", "c39", (real, channel, part) -> {
                    MessageId message = part.replyTo().orElseThrow();
                    try {
                        real.editing().orElseThrow().edit(message, part);
                    } catch (ConnectorException e) {
                        if (e.kind() != Kind.FORBIDDEN) {
                            throw e;
                        }
                    }
                    return message;
                }),
                edit("edits by deleting and posting", "c34", (real, channel, part) -> {
                    real.removal().orElseThrow().remove(part.replyTo().orElseThrow());
                    return real.post(
                            channel,
                            new Draft(
                                    part.body(), Optional.empty(), part.author(), part.idempotencyKey(), part.files()));
                }),
                edit(
                        "does not edit",
                        "c34",
                        (real, channel, part) -> part.replyTo().orElseThrow()),
                edit("edits what is gone", "c38", (real, channel, part) -> {
                    MessageId message = part.replyTo().orElseThrow();
                    try {
                        real.editing().orElseThrow().edit(message, part);
                    } catch (ConnectorException e) {
                        if (e.kind() != Kind.NOT_FOUND) {
                            throw e;
                        }
                    }
                    return message;
                }),
                new Mutant("lacks a capability without saying so", "c40", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<Removal> removal() {
                        return Optional.empty();
                    }
                }));
    }

    private static List<Mutant> removal() {
        return List.of(
                new Mutant("fails for what is gone already", "c41", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<Removal> removal() {
                        return Optional.of(message -> {
                            if (workspace.message(message).isEmpty()) {
                                throw ConnectorException.of(Kind.NOT_FOUND, "gone", "it is gone");
                            }
                            real.removal().orElseThrow().remove(message);
                        });
                    }
                }),
                new Mutant("hides instead of deleting", "c40", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<Removal> removal() {
                        return Optional.of(message -> {});
                    }
                }));
    }

    /** Forwards reactions. */
    private static class Reacting implements Reactions {
        final Reactions real;

        Reacting(Connector connector) {
            real = connector.reactions().orElseThrow();
        }

        @Override
        public boolean supports(Emoji emoji) {
            return real.supports(emoji);
        }

        @Override
        public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
            real.react(message, emoji);
        }

        @Override
        public void unreact(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
            real.unreact(message, emoji);
        }
    }

    private static Mutant reactions(String name, String rule, java.util.function.Function<Connector, Reactions> made) {
        return new Mutant(name, rule, (real, workspace) -> {
            Reactions reactions = made.apply(real);
            return new Described(real) {
                @Override
                public Optional<Reactions> reactions() {
                    return Optional.of(reactions);
                }
            };
        });
    }

    private static List<Mutant> reactions() {
        return List.of(
                reactions("fails for an emoji that is there", "c45", real -> new Reacting(real) {
                    private final Set<String> there = ConcurrentHashMap.newKeySet();

                    @Override
                    public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
                        if (!there.add(message + emoji.value())) {
                            throw ConnectorException.of(Kind.REJECTED, "already_reacted", "it is there");
                        }
                        super.react(message, emoji);
                    }
                }),
                reactions("swallows that an emoji is unknown", "c48", real -> new Reacting(real) {
                    @Override
                    public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
                        if (supports(emoji)) {
                            super.react(message, emoji);
                        }
                    }
                }),
                reactions("supports nothing", "c49", real -> new Reacting(real) {
                    @Override
                    public boolean supports(Emoji emoji) {
                        return false;
                    }
                }),
                reactions("reacts with a heart to everything", "c44", real -> new Reacting(real) {
                    @Override
                    public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
                        super.react(message, emoji.custom() ? emoji : ContractBase.HEART);
                    }
                }));
    }

    /** Forwards history, changing what comes back. */
    private static final class Reading implements History {
        private final History real;
        private final UnaryOperator<Page<Message>> change;
        private final UnaryOperator<Window> window;

        Reading(Connector connector, UnaryOperator<Page<Message>> change, UnaryOperator<Window> window) {
            this.real = connector.history().orElseThrow();
            this.change = change;
            this.window = window;
        }

        @Override
        public Page<Message> messages(ChannelId channel, Window asked, Optional<String> cursor)
                throws ConnectorException, InterruptedException {
            return change.apply(real.messages(channel, window.apply(asked), cursor));
        }

        @Override
        public Page<Message> replies(MessageId root, Window asked, Optional<String> cursor)
                throws ConnectorException, InterruptedException {
            return change.apply(real.replies(root, window.apply(asked), cursor));
        }

        @Override
        public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
            return real.message(id);
        }
    }

    private static Mutant history(
            String name, String rule, UnaryOperator<Page<Message>> change, UnaryOperator<Window> window) {
        return new Mutant(name, rule, (real, workspace) -> new Described(real) {
            @Override
            public Optional<History> history() {
                return Optional.of(new Reading(real, change, window));
            }
        });
    }

    private static List<Mutant> history() {
        return List.of(
                history("forgets the next page", "c54", page -> Page.last(page.items()), window -> window),
                history(
                        "leaves the end of a window out",
                        "c53",
                        page -> page,
                        window -> new Window(window.from(), window.to().minusNanos(1_000))),
                history(
                        "leaves the start of a window out",
                        "c53",
                        page -> page,
                        window -> new Window(window.from().plusNanos(1_000), window.to())),
                history(
                        "tells nothing of replies",
                        "c56",
                        page -> new Page<>(
                                page.items().stream()
                                        .filter(message -> message.replyTo().isEmpty())
                                        .toList(),
                                page.next()),
                        window -> window),
                new Mutant("tells replies among the messages", "c56", (real, workspace) -> whole(real, workspace)));
    }

    private static Connector whole(Connector real, InMemoryWorkspace workspace) {
        return new Described(real) {
            @Override
            public Optional<History> history() {
                return Optional.of(new Reading(
                        real,
                        page -> new Page<>(
                                Stream.concat(
                                                page.items().stream(),
                                                page.items().stream()
                                                        .flatMap(
                                                                root -> workspace
                                                                        .messages(root.id()
                                                                                .channel())
                                                                        .stream()
                                                                        .filter(reply -> reply.replyTo()
                                                                                .filter(root.id()::equals)
                                                                                .isPresent())))
                                        .toList(),
                                page.next()),
                        window -> window));
            }
        };
    }

    private static List<Mutant> readback() {
        return List.of(
                new Mutant("takes others' messages for its own", "c62", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<Readback> readback() {
                        return Optional.of(new Recalling(real) {
                            @Override
                            public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since) {
                                return workspace.messages(channel).stream()
                                        .filter(message -> message.replyTo().equals(thread))
                                        .map(message -> new Sent(
                                                message.id(),
                                                message.createdAt(),
                                                message.idempotencyKey(),
                                                message.body().plainText()))
                                        .toList();
                            }
                        });
                    }
                }),
                new Mutant("finds nothing it posted", "c64", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<Readback> readback() {
                        return Optional.of(new Recalling(real) {
                            @Override
                            public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since) {
                                return List.of();
                            }
                        });
                    }
                }),
                new Mutant("has one fingerprint for everything", "c66", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<Readback> readback() {
                        return Optional.of(new Recalling(real) {
                            @Override
                            public String fingerprint(Draft part) {
                                return "x";
                            }
                        });
                    }
                }));
    }

    /** Forwards readback. */
    private static class Recalling implements Readback {
        private final Readback real;

        Recalling(Connector connector) {
            real = connector.readback().orElseThrow();
        }

        @Override
        public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
                throws ConnectorException, InterruptedException {
            return real.sent(channel, thread, since);
        }

        @Override
        public String fingerprint(Draft part) {
            return real.fingerprint(part);
        }

        @Override
        public java.time.Duration settleTime() {
            return real.settleTime();
        }
    }
}
