package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An action that may be done twice: an edit, a removal, a reaction. */
final class RepeatableTask extends PacedTask {
    private final Action action;
    private final Verb verb;

    RepeatableTask(Engine engine, Operation operation, Action action) {
        super(engine, operation);
        this.action = action;
        this.verb = verb(action);
    }

    private static Verb verb(Action action) {
        if (action instanceof Action.Edit) {
            return Verb.EDIT;
        }
        if (action instanceof Action.Remove) {
            return Verb.REMOVE;
        }
        return action instanceof Action.React ? Verb.REACT : Verb.UNREACT;
    }

    @Override
    public Step step() {
        @Nullable Step hold = hold(verb);
        if (hold != null) {
            return hold;
        }
        try {
            call(() -> perform(operation.connector()));
            return Step.NEXT;
        } catch (ConnectorException e) {
            return operation.failed(verb, e);
        }
    }

    private Verb perform(Connector connector) throws ConnectorException, InterruptedException {
        if (action instanceof Action.Edit edit) {
            require(connector.editing()).edit(edit.message(), edit.part());
        } else if (action instanceof Action.Remove remove) {
            require(connector.removal()).remove(remove.message());
        } else if (action instanceof Action.React react) {
            require(connector.reactions()).react(react.message(), react.emoji());
        } else if (action instanceof Action.Unreact unreact) {
            require(connector.reactions()).unreact(unreact.message(), unreact.emoji());
        }
        return verb;
    }

    private <T> T require(Optional<T> capability) throws ConnectorException {
        return capability.orElseThrow(() -> ConnectorException.of(
                ConnectorException.Kind.UNSUPPORTED, "unsupported", "this connector has no " + verb));
    }
}
