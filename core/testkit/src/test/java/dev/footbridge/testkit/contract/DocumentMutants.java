package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.testkit.contract.PostingMutants.Described;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Defects of link previews and of sharing. */
final class DocumentMutants {

    private DocumentMutants() {}

    /** Forwards both. */
    private static class Documents implements LinkPreviews, Sharing {
        private final LinkPreviews previews;
        private final Sharing sharing;

        Documents(LinkPreviews previews, Sharing sharing) {
            this.previews = previews;
            this.sharing = sharing;
        }

        @Override
        public boolean recognises(URI link) {
            return previews.recognises(link);
        }

        @Override
        public Optional<LinkPreview> preview(URI link) throws ConnectorException, InterruptedException {
            return previews.preview(link);
        }

        @Override
        public Optional<DocumentLink> identify(URI link) {
            return sharing.identify(link);
        }

        @Override
        public DocumentAccess check(URI link, Set<String> addresses) throws ConnectorException, InterruptedException {
            return sharing.check(link, addresses);
        }

        @Override
        public DocumentShare share(URI link, Set<String> addresses, Role most)
                throws ConnectorException, InterruptedException {
            return sharing.share(link, addresses, most);
        }
    }

    private static Mutant documents(String name, String rule, Function<Documents, Documents> defect) {
        return new Mutant(name, rule, (real, workspace) -> new Described(real) {
            private final Documents documents = defect.apply(new Documents(
                    real.linkPreviews().orElseThrow(), real.sharing().orElseThrow()));

            @Override
            public Optional<LinkPreviews> linkPreviews() {
                return Optional.of(documents);
            }

            @Override
            public Optional<Sharing> sharing() {
                return Optional.of(documents);
            }
        });
    }

    static List<Mutant> all() {
        return List.of(
                documents("recognises links that only contain its host", "c105", real -> new Documents(real, real) {
                    @Override
                    public boolean recognises(URI link) {
                        return link.toString().contains("memory.example");
                    }
                }),
                documents("asks twice for a preview", "c106", real -> new Documents(real, real) {
                    @Override
                    public Optional<LinkPreview> preview(URI link) throws ConnectorException, InterruptedException {
                        real.preview(link);
                        return real.preview(link);
                    }
                }),
                documents("fails for a link that leads nowhere", "c107", real -> new Documents(real, real) {
                    @Override
                    public Optional<LinkPreview> preview(URI link) throws ConnectorException, InterruptedException {
                        Optional<LinkPreview> found = real.preview(link);
                        if (found.isEmpty()) {
                            throw ConnectorException.of(ConnectorException.Kind.NOT_FOUND, "gone", "there is nothing");
                        }
                        return found;
                    }
                }),
                documents("takes any document for its own", "c105", real -> new Documents(real, real) {
                    @Override
                    public Optional<DocumentLink> identify(URI link) {
                        return Optional.of(new DocumentLink("1", DocumentLink.Kind.FILE));
                    }
                }),
                documents("invites only as many as one call takes", "c108", real -> new Documents(real, real) {
                    @Override
                    public DocumentShare share(URI link, Set<String> addresses, Role most)
                            throws ConnectorException, InterruptedException {
                        Set<String> few = addresses.stream().limit(20).collect(Collectors.toSet());
                        return real.share(link, few, most);
                    }
                }),
                documents("shares nothing and says nothing", "c109", real -> new Documents(real, real) {
                    @Override
                    public DocumentShare share(URI link, Set<String> addresses, Role most)
                            throws ConnectorException, InterruptedException {
                        return real.preview(link).isPresent()
                                ? real.share(link, addresses, most)
                                : new DocumentShare(Map.of(), Set.of(), Map.of());
                    }
                }),
                documents("tells of more than the link gives", "c134", real -> new Documents(real, real) {
                    @Override
                    public DocumentShare share(URI link, Set<String> addresses, Role most)
                            throws ConnectorException, InterruptedException {
                        DocumentShare shared = real.share(link, addresses, most);
                        return shared.refused().isEmpty()
                                ? shared
                                : new DocumentShare(
                                        addresses.stream().collect(Collectors.toMap(each -> each, each -> most)),
                                        Set.of(),
                                        Map.of());
                    }
                }),
                documents("takes a look for a reason to share", "c135", real -> new Documents(real, real) {
                    @Override
                    public DocumentAccess check(URI link, Set<String> addresses)
                            throws ConnectorException, InterruptedException {
                        real.share(link, addresses, Role.VIEW);
                        return real.check(link, addresses);
                    }
                }));
    }
}
