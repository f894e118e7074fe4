package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Principal;

/** One authorised method call. */
record Call(String method, Arguments arguments, Principal caller, EmulatorRequest request) {
    boolean bot() {
        return caller.kind().equals(Tokens.BOT);
    }

    void require(String scope) throws SlackError {
        if (!caller.has(scope)) {
            throw SlackError.missingScope(scope, Tokens.scopeList(caller));
        }
    }
}
