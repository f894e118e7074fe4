package dev.footbridge.miro;

import dev.footbridge.core.document.Loss;
import java.util.List;

/** A body in Miro's HTML, and what it lost. */
record MiroBody(String html, List<Loss> losses) {

    MiroBody {
        losses = List.copyOf(losses);
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "MiroBody[" + html.length() + " characters]";
    }
}
