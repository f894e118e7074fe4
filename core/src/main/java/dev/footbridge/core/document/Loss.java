package dev.footbridge.core.document;

/** One element that did not cross whole; counted per message, never holding content. */
public record Loss(Element element, Fidelity fidelity) {

    public Loss {
        if (fidelity == Fidelity.FULL) {
            throw new IllegalArgumentException("a loss is never FULL");
        }
    }

    /** It is there in another form. */
    public static Loss degraded(Element element) {
        return new Loss(element, Fidelity.DEGRADED);
    }

    /** It is gone. */
    public static Loss dropped(Element element) {
        return new Loss(element, Fidelity.DROPPED);
    }
}
