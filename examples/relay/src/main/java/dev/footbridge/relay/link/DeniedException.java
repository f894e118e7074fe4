package dev.footbridge.relay.link;

import java.util.Optional;

/** A request that gets no file. */
final class DeniedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Denial denial;
    private final transient Optional<KnownLink> link;

    DeniedException(Denial denial) {
        this(denial, Optional.empty());
    }

    DeniedException(Denial denial, KnownLink link) {
        this(denial, Optional.of(link));
    }

    private DeniedException(Denial denial, Optional<KnownLink> link) {
        super(denial.label(), null, false, false);
        this.denial = denial;
        this.link = link;
    }

    Denial denial() {
        return denial;
    }

    /** The link it is about, where it may be told. */
    Optional<KnownLink> link() {
        return link;
    }
}
