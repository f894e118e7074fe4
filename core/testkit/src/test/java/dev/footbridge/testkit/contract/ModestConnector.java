package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Posts and receives webhooks; every other capability is absent and declared so. */
class ModestConnector extends PostingMutants.Described {

    private static final Set<Element> ABSENT =
            Set.of(Element.EDIT, Element.DELETE, Element.REACTION, Element.CUSTOM_REACTION, Element.ATTACHMENT);

    private final Connector real;

    ModestConnector(Connector real) {
        super(real);
        this.real = real;
    }

    @Override
    public Features features(ChannelId channel) {
        return ModestFeatures.lesser(real.features(channel), ABSENT, Fidelity.REJECTED);
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        Prepared words = real.prepare(channel, draft.withFiles(List.of()));
        List<Loss> losses = new ArrayList<>(words.losses());
        draft.files().stream().limit(1).forEach(file -> losses.add(new Loss(Element.ATTACHMENT, Fidelity.REJECTED)));
        return new Prepared(words.parts(), losses);
    }

    @Override
    public Optional<Downloads> downloads() {
        return Optional.empty();
    }

    @Override
    public Optional<Memberships> memberships() {
        return Optional.empty();
    }

    @Override
    public Optional<SignIn> signIn() {
        return Optional.empty();
    }

    @Override
    public Optional<Editing> editing() {
        return Optional.empty();
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.empty();
    }

    @Override
    public Optional<Reactions> reactions() {
        return Optional.empty();
    }

    @Override
    public Optional<History> history() {
        return Optional.empty();
    }

    @Override
    public Optional<Readback> readback() {
        return Optional.empty();
    }

    @Override
    public Optional<Directory> directory() {
        return Optional.empty();
    }

    @Override
    public Optional<StreamIngress> stream() {
        return Optional.empty();
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return Optional.empty();
    }
}
