package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An {@code ok:false} answer. */
final class SlackError extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ObjectNode answer;

    SlackError(String code) {
        this(Nodes.object().put("ok", false).put("error", code));
    }

    private SlackError(ObjectNode answer) {
        super(answer.path("error").asText(), null, false, false);
        this.answer = answer;
    }

    static SlackError missingScope(String needed, String provided) {
        return new SlackError(Nodes.object()
                .put("ok", false)
                .put("error", "missing_scope")
                .put("needed", needed)
                .put("provided", provided));
    }

    /** With {@code response_metadata.messages}, where the vendor explains itself. */
    static SlackError explained(String code, String message) {
        ObjectNode answer = Nodes.object().put("ok", false).put("error", code);
        answer.putObject("response_metadata").putArray("messages").add("[ERROR] " + message);
        return new SlackError(answer);
    }

    ObjectNode answer() {
        return answer;
    }
}
