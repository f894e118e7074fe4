package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Defects of preparing, posting, errors and features. */
final class PostingMutants {

    private PostingMutants() {}

    /** A post in place of the real one. */
    interface Post {
        MessageId run(Connector real, ChannelId channel, Draft part) throws ConnectorException, InterruptedException;
    }

    static Mutant post(String name, String rule, Post post) {
        return new Mutant(name, rule, (real, workspace) -> new ForwardingConnector() {
            @Override
            protected Connector delegate() {
                return real;
            }

            @Override
            public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
                return post.run(real, channel, part);
            }
        });
    }

    static Mutant prepare(String name, String rule, BiFunction<Connector, Draft, Prepared> prepare) {
        return new Mutant(name, rule, (real, workspace) -> new ForwardingConnector() {
            @Override
            protected Connector delegate() {
                return real;
            }

            @Override
            public Prepared prepare(ChannelId channel, Draft draft) {
                return prepare.apply(real, draft);
            }
        });
    }

    private static Mutant failure(String name, String rule, UnaryOperator<ConnectorException> change) {
        return post(name, rule, (real, channel, part) -> {
            try {
                return real.post(channel, part);
            } catch (ConnectorException e) {
                throw change.apply(e);
            }
        });
    }

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(preparing());
        all.addAll(posting());
        all.addAll(failing());
        all.addAll(describing());
        return all;
    }

    private static List<Mutant> preparing() {
        AtomicInteger calls = new AtomicInteger();
        return List.of(
                prepare("puts the parts in the wrong order", "c13", (real, draft) -> {
                    Prepared prepared = prepared(real, draft);
                    List<Draft> parts = new ArrayList<>(prepared.parts());
                    Collections.reverse(parts);
                    return new Prepared(parts, prepared.losses());
                }),
                prepare("loses the last part", "c13", (real, draft) -> {
                    Prepared prepared = prepared(real, draft);
                    int keep = Math.max(1, prepared.parts().size() - 1);
                    return new Prepared(prepared.parts().subList(0, keep), prepared.losses());
                }),
                prepare("does not split", "c13", (real, draft) -> new Prepared(List.of(draft), List.of())),
                prepare(
                        "hides losses",
                        "c95",
                        (real, draft) -> new Prepared(prepared(real, draft).parts(), List.of())),
                prepare(
                        "makes a new key at each call",
                        "c11",
                        (real, draft) -> prepared(real, draft.withKey("key-" + calls.incrementAndGet()))),
                prepare("gives all parts the same key", "c12", (real, draft) -> {
                    Prepared prepared = prepared(real, draft);
                    return new Prepared(
                            prepared.parts().stream()
                                    .map(part -> part.withKey(draft.idempotencyKey()))
                                    .toList(),
                            prepared.losses());
                }),
                prepare(
                        "drops mentions without a word",
                        "c16",
                        (real, draft) -> new Prepared(
                                prepared(real, draft).parts().stream()
                                        .map(part -> part.withBody(withoutMentions(part.body())))
                                        .toList(),
                                prepared(real, draft).losses())),
                prepare("cuts through characters", "c14", (real, draft) -> {
                    String text = draft.body().plainText();
                    if (text.length() < 4_000) {
                        return prepared(real, draft);
                    }
                    List<Draft> parts = new ArrayList<>();
                    for (int at = 0; at < text.length(); at += 3_999) {
                        String piece = text.substring(at, Math.min(text.length(), at + 3_999));
                        parts.add(draft.withBody(Document.of(Text.of(piece))).withKey("p" + at));
                    }
                    return new Prepared(parts, List.of());
                }),
                prepare("keeps no thread for later parts", "c12", (real, draft) -> {
                    Prepared prepared = prepared(real, draft);
                    List<Draft> parts = new ArrayList<>();
                    for (Draft part : prepared.parts()) {
                        parts.add(
                                parts.isEmpty()
                                        ? part
                                        : new Draft(
                                                part.body(),
                                                Optional.empty(),
                                                part.author(),
                                                part.idempotencyKey(),
                                                part.files()));
                    }
                    return new Prepared(parts, prepared.losses());
                }));
    }

    private static Prepared prepared(Connector real, Draft draft) {
        return real.prepare(new ChannelId(real.workspace(), "general"), draft);
    }

    private static Document withoutMentions(Document body) {
        return new Document(body.blocks().stream()
                .map(block -> block instanceof Paragraph paragraph
                        ? new Paragraph(paragraph.inlines().stream()
                                .filter(inline -> !(inline instanceof Mention))
                                .toList())
                        : block)
                .toList());
    }

    private static void open(String address) {
        try {
            URI uri = new URI(address);
            if ("127.0.0.1".equals(uri.getHost())) {
                new Socket(uri.getHost(), uri.getPort()).close();
            }
        } catch (URISyntaxException | IOException | IllegalArgumentException e) {
            // Not every address is one.
        }
    }

    private static List<Mutant> posting() {
        return List.of(
                post("fetches the picture of an author", "c130", (real, channel, part) -> {
                    part.author().flatMap(Persona::avatarUrl).ifPresent(PostingMutants::open);
                    return real.post(channel, part);
                }),
                post("posts twice", "c10", (real, channel, part) -> {
                    real.post(channel, part);
                    return real.post(channel, part);
                }),
                post(
                        "loses the reply",
                        "c20",
                        (real, channel, part) -> real.post(
                                channel,
                                new Draft(
                                        part.body(),
                                        Optional.empty(),
                                        part.author(),
                                        part.idempotencyKey(),
                                        part.files()))),
                post(
                        "loses the author",
                        "c22",
                        (real, channel, part) -> real.post(
                                channel,
                                new Draft(
                                        part.body(),
                                        part.replyTo(),
                                        Optional.empty(),
                                        part.idempotencyKey(),
                                        part.files()))),
                post(
                        "hides where the author comes from",
                        "c22",
                        (real, channel, part) -> real.post(
                                channel,
                                part.author().isEmpty()
                                        ? part
                                        : part.as(
                                                new Persona(part.author().get().name(), Optional.empty(), "here")))),
                post("takes stars in text for bold", "c18", (real, channel, part) -> {
                    String text = part.body().plainText();
                    return real.post(
                            channel,
                            text.startsWith("*")
                                    ? part.withBody(Document.of(Text.of(text.substring(1), Mark.BOLD)))
                                    : part);
                }),
                post(
                        "posts to the wrong channel when there is none",
                        "c19",
                        (real, channel, part) -> real.post(new ChannelId(real.workspace(), "general"), part)),
                post("sends a random key", "c63", (real, channel, part) -> real.post(channel, part.withKey("other"))),
                post("turns an empty message into a crash", "c15", (real, channel, part) -> {
                    if (part.body().isEmpty()) {
                        throw new IllegalStateException("empty");
                    }
                    return real.post(channel, part);
                }),
                foreignMention());
    }

    /** Takes a foreign person for the local one who happens to have the same id. */
    private static Mutant foreignMention() {
        return prepare("mentions a local person for a foreign one", "c17", (real, draft) -> {
            Document body = new Document(draft.body().blocks().stream()
                    .map(block -> block instanceof Paragraph paragraph
                            ? new Paragraph(paragraph.inlines().stream()
                                    .map(inline -> inline instanceof Mention mention
                                                    && mention.target() instanceof Mention.UserTarget target
                                            ? Mention.user(
                                                    new UserId(
                                                            real.workspace(),
                                                            target.user().value()),
                                                    target.user().value())
                                            : inline)
                                    .toList())
                            : block)
                    .toList());
            return prepared(real, draft.withBody(body));
        });
    }

    private static List<Mutant> failing() {
        return List.of(
                post("tries again silently", "c27", (real, channel, part) -> {
                    try {
                        return real.post(channel, part);
                    } catch (ConnectorException e) {
                        return real.post(channel, part);
                    }
                }),
                post("waits and tries again when throttled", "c25", (real, channel, part) -> {
                    try {
                        return real.post(channel, part);
                    } catch (ConnectorException e) {
                        if (e.kind() == Kind.THROTTLED) {
                            return real.post(channel, part);
                        }
                        throw e;
                    }
                }),
                failure(
                        "says a lost post had no effect",
                        "c27",
                        e -> e.kind() == Kind.UNAVAILABLE
                                ? ConnectorException.unavailable(Effect.NOT_APPLIED, e.code(), "lost", null)
                                : e),
                failure(
                        "forgets how long to wait",
                        "c25",
                        e -> e.kind() == Kind.THROTTLED
                                ? ConnectorException.throttled(e.code(), "wait", Optional.empty())
                                : e),
                failure(
                        "waits in the wrong unit",
                        "c25",
                        e -> e.kind() == Kind.THROTTLED
                                ? ConnectorException.throttled(e.code(), "wait", Optional.of(Duration.ofMillis(7)))
                                : e),
                failure(
                        "forgets which scope is missing",
                        "c30",
                        e -> e.kind() == Kind.FORBIDDEN
                                ? ConnectorException.of(Kind.FORBIDDEN, e.code(), "not allowed")
                                : e),
                failure(
                        "takes revoked credentials for a missing scope",
                        "c29",
                        e -> e.kind() == Kind.UNAUTHORIZED
                                ? ConnectorException.of(Kind.FORBIDDEN, e.code(), "not allowed")
                                : e),
                post("shows the text in its errors", "c27", (real, channel, part) -> {
                    try {
                        return real.post(channel, part);
                    } catch (ConnectorException e) {
                        String text = part.body().plainText();
                        throw ConnectorException.unavailable(Effect.UNKNOWN, e.code(), "cannot post " + text, null);
                    }
                }),
                brokenForGood());
    }

    private static Mutant brokenForGood() {
        return new Mutant("stays broken after a failure", "c28", (real, workspace) -> {
            AtomicBoolean broken = new AtomicBoolean();
            return new ForwardingConnector() {
                @Override
                protected Connector delegate() {
                    return real;
                }

                @Override
                public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
                    if (broken.get()) {
                        throw ConnectorException.of(Kind.UNAVAILABLE, "closed", "the connection is closed");
                    }
                    try {
                        return real.post(channel, part);
                    } catch (ConnectorException e) {
                        broken.set(e.kind() == Kind.UNAVAILABLE);
                        throw e;
                    }
                }
            };
        });
    }

    private static List<Mutant> describing() {
        return List.of(
                features("calls an element whole that it drops", "c95", Element.UNDERLINE, Fidelity.FULL),
                features("calls an element dropped that it keeps", "c95", Element.BOLD, Fidelity.DROPPED),
                features("gives no note for a loss", "c94", Element.REPLY, Fidelity.DEGRADED),
                features("denies a capability it has", "c34", Element.EDIT, Fidelity.REJECTED),
                new Mutant("promises more characters than it takes", "c98", (real, workspace) -> new Described(real) {
                    @Override
                    public Features features(ChannelId channel) {
                        Features told = real.features(channel);
                        return new Features(told.fidelities(), told.notes(), 4_500).withFiles(told.files());
                    }
                }),
                new Mutant("calls the platform when it is made", "c2", (real, workspace) -> {
                    try {
                        real.check();
                    } catch (ConnectorException | InterruptedException ignored) {
                        // Rules that revoke credentials first are not what this mutant is about.
                    }
                    return real;
                }),
                new Mutant("cannot be closed twice", "c4", (real, workspace) -> new Described(real) {
                    private boolean closed;

                    @Override
                    public void close() {
                        if (closed) {
                            throw new IllegalStateException("closed already");
                        }
                        closed = true;
                    }
                }),
                new Mutant("shows its secret", "c7", (real, workspace) -> new Described(real) {
                    @Override
                    public String toString() {
                        return "Connector[" + workspace.webhookSecret() + "]";
                    }
                }));
    }

    /** The base of mutants that tell something wrong. */
    static class Described extends ForwardingConnector {
        private final Connector real;

        Described(Connector real) {
            this.real = real;
        }

        @Override
        protected Connector delegate() {
            return real;
        }
    }

    private static Mutant features(String name, String rule, Element element, Fidelity fidelity) {
        return new Mutant(name, rule, (real, workspace) -> new Described(real) {
            @Override
            public Features features(ChannelId channel) {
                Features told = real.features(channel);
                Map<Element, Fidelity> fidelities = new EnumMap<>(told.fidelities());
                fidelities.put(element, fidelity);
                return new Features(fidelities, told.notes(), told.maxLength()).withFiles(told.files());
            }
        });
    }
}
