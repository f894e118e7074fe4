package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Principal;

/**
 * The apps through which accounts speak, with what the vendor's developer pages show of them.
 *
 * @param integrationId public id of the integration
 * @param serviceAppId public id of the Service App
 * @param botId public id of the bot
 */
record Apps(
        String integrationId,
        String serviceAppId,
        String botId,
        String clientId,
        String clientSecret,
        String serviceClientId,
        String serviceClientSecret) {
    static Apps create(Ids ids) {
        return new Apps(
                ids.fresh(Ids.Kind.APPLICATION),
                ids.fresh(Ids.Kind.APPLICATION),
                ids.fresh(Ids.Kind.APPLICATION),
                "C" + ids.secret(32),
                ids.secret(32),
                "C" + ids.secret(32),
                ids.secret(32));
    }

    String idOf(Principal principal) {
        return switch (principal.kind()) {
            case Tokens.BOT -> botId;
            case Tokens.SERVICE_APP, Tokens.GUEST -> serviceAppId;
            default -> integrationId;
        };
    }

    @Override
    public String toString() {
        return "Apps";
    }
}
