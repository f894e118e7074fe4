package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.testkit.contract.PostingMutants.Described;
import java.net.URI;
import java.util.List;
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
        public void share(URI document, Set<String> addresses, Role role)
                throws ConnectorException, InterruptedException {
            sharing.share(document, addresses, role);
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
                documents("invites only as many as one call takes", "c108", real -> new Documents(real, real) {
                    @Override
                    public void share(URI document, Set<String> addresses, Role role)
                            throws ConnectorException, InterruptedException {
                        Set<String> few = addresses.stream().limit(20).collect(Collectors.toSet());
                        real.share(document, few, role);
                    }
                }),
                documents("shares nothing and says nothing", "c109", real -> new Documents(real, real) {
                    @Override
                    public void share(URI document, Set<String> addresses, Role role)
                            throws ConnectorException, InterruptedException {
                        if (real.preview(document).isPresent()) {
                            real.share(document, addresses, role);
                        }
                    }
                }));
    }
}
