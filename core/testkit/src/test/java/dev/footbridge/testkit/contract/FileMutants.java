package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Defects of files, memberships and sign-in. */
final class FileMutants {

    private FileMutants() {}

    private static Mutant posting(String name, String rule, UnaryOperator<Draft> defect) {
        return new Mutant(name, rule, (real, workspace) -> new PostingMutants.Described(real) {
            @Override
            public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
                return real.post(channel, part.files().isEmpty() ? part : defect.apply(part));
            }
        });
    }

    private static Mutant preparing(String name, String rule, BiFunction<Draft, Prepared, Prepared> defect) {
        return new Mutant(name, rule, (real, workspace) -> new PostingMutants.Described(real) {
            @Override
            public Prepared prepare(ChannelId channel, Draft draft) {
                return defect.apply(draft, real.prepare(channel, draft));
            }
        });
    }

    private static Draft sources(Draft part, BiFunction<Upload, FileSource, FileSource> change) {
        return part.withFiles(part.files().stream()
                .map(file -> new Upload(file.name(), file.mediaType(), file.size(), change.apply(file, file.source())))
                .toList());
    }

    /** What the source gives until it breaks, as if that were all. */
    private static FileSource upToTheBreak(FileSource source) {
        return () -> {
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            try (Download download = source.open()) {
                for (int next = download.bytes().read();
                        next >= 0;
                        next = download.bytes().read()) {
                    got.write(next);
                }
            } catch (IOException e) {
                // This is the defect.
            }
            return new Download(new ByteArrayInputStream(got.toByteArray()), "image/gif", OptionalLong.empty());
        };
    }

    private static Draft unsized(Draft part) {
        return part.withFiles(part.files().stream()
                .map(file -> new Upload(file.name(), file.mediaType(), OptionalLong.empty(), file.source()))
                .toList());
    }

    private static Mutant wrapped(String name, String rule, BiFunction<Connector, UserId, Connector> defect) {
        return new Mutant(name, rule, (real, workspace) -> defect.apply(real, workspace.person("Ada")));
    }

    static List<Mutant> all() {
        return List.of(
                preparing(
                        "promises files and leaves them out",
                        "c110",
                        (draft, prepared) -> new Prepared(
                                prepared.parts().stream()
                                        .filter(part -> part.files().isEmpty())
                                        .toList(),
                                prepared.losses())),
                preparing(
                        "hangs files on the words",
                        "c111",
                        (draft, prepared) ->
                                draft.body().isEmpty() ? prepared : new Prepared(List.of(draft), prepared.losses())),
                posting(
                        "forgets the type of a file",
                        "c112",
                        part -> part.withFiles(part.files().stream()
                                .map(file -> new Upload(file.name(), "text/plain", file.size(), file.source()))
                                .toList())),
                posting(
                        "posts files of threads into the channel",
                        "c113",
                        part -> new Draft(
                                part.body(), Optional.empty(), part.author(), part.idempotencyKey(), part.files())),
                posting(
                        "posts only the first of several files",
                        "c114",
                        part -> part.withFiles(part.files().subList(0, 1))),
                posting(
                        "takes what came before a break for the file",
                        "c115",
                        part -> unsized(sources(part, (file, source) -> upToTheBreak(source)))),
                posting("does not care about the declared length", "c116", FileMutants::unsized),
                posting("looks into a file before it refuses it", "c118", part -> {
                    try {
                        part.files().get(0).source().open().close();
                    } catch (ConnectorException | InterruptedException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                    return part;
                }),
                wrapped("reads every file from its start", "c124", (real, ada) -> new PostingMutants.Described(real) {
                    @Override
                    public Optional<Downloads> downloads() {
                        return Optional.of(
                                (file, from) -> real.downloads().orElseThrow().open(file, 0));
                    }
                }),
                wrapped("has an empty file for everything", "c125", (real, ada) -> new PostingMutants.Described(real) {
                    @Override
                    public Optional<Downloads> downloads() {
                        return Optional.of((file, from) ->
                                new Download(new ByteArrayInputStream(new byte[0]), "image/gif", OptionalLong.empty()));
                    }
                }),
                wrapped("takes everybody for a member", "c126", (real, ada) -> new PostingMutants.Described(real) {
                    @Override
                    public Optional<Memberships> memberships() {
                        Memberships memberships = real.memberships().orElseThrow();
                        return Optional.of(new Memberships() {
                            @Override
                            public boolean isMember(ChannelId channel, UserId user) {
                                return true;
                            }

                            @Override
                            public Page<User> members(ChannelId channel, Optional<String> cursor)
                                    throws ConnectorException, InterruptedException {
                                return memberships.members(channel, cursor);
                            }
                        });
                    }
                }),
                wrapped("believes any token", "c127", (real, ada) -> new PostingMutants.Described(real) {
                    @Override
                    public Optional<SignIn> signIn() {
                        SignIn signIn = real.signIn().orElseThrow();
                        return Optional.of(SignIn.of(
                                signIn.issuer(),
                                signIn.scopes(),
                                claims -> claims.isEmpty() ? Optional.empty() : Optional.of(ada)));
                    }
                }));
    }
}
