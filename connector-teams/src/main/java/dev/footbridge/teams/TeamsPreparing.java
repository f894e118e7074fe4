package dev.footbridge.teams;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Cuts drafts into messages that fit with the author's name above each, and tells what is lost. */
final class TeamsPreparing {

    private final TeamsWriter writer;

    TeamsPreparing(TeamsWriter writer) {
        this.writer = writer;
    }

    Prepared prepare(Draft draft, boolean threads, Features features) {
        Draft words = draft.withFiles(List.of());
        boolean wordless = draft.body().isEmpty() && !draft.files().isEmpty();
        Prepared prepared = words(words, threads);
        List<Draft> parts = new ArrayList<>(wordless ? List.of() : prepared.parts());
        Set<Loss> losses = new LinkedHashSet<>(prepared.losses());
        if (features.files().takesFiles()) {
            parts.addAll(draft.fileParts(features.files().perMessage()));
        } else if (!draft.files().isEmpty()) {
            losses.add(new Loss(Element.ATTACHMENT, features.fidelity(Element.ATTACHMENT)));
        }
        return new Prepared(parts, List.copyOf(losses));
    }

    private Prepared words(Draft draft, boolean threads) {
        TeamsContent whole = writer.write(draft.body(), draft.author());
        Set<Loss> losses = new LinkedHashSet<>(whole.losses());
        draft.author().flatMap(Persona::avatarUrl).ifPresent(url -> losses.add(Loss.dropped(Element.AUTHOR_AVATAR)));
        if (draft.replyTo().isPresent() && !threads) {
            losses.add(Loss.degraded(Element.REPLY));
        }
        if (whole.size() <= TeamsFeatures.MAX_BYTES) {
            return new Prepared(List.of(draft), List.copyOf(losses));
        }
        losses.add(Loss.degraded(Element.LONG_BODY));
        return new Prepared(draft.bodyParts(split(draft)), List.copyOf(losses));
    }

    private List<Document> split(Draft draft) {
        return DocumentSplitter.split(
                draft.body(),
                TeamsFeatures.MAX_BYTES,
                part -> writer.write(part, draft.author()).size());
    }
}
