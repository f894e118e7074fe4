package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Performs one Web API method with the workspace locked; the answer lacks only {@code ok} and warnings. */
@FunctionalInterface
interface MethodHandler {
    ObjectNode handle(Call call) throws SlackError;
}
