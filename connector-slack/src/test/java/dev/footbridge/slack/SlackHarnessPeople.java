package dev.footbridge.slack;

import dev.footbridge.core.id.UserId;
import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.contract.EmulatedPeople;
import java.util.Map;

/** What people do and see in the emulated client. */
final class SlackHarnessPeople extends EmulatedPeople {

    private final SlackEmulator slack;

    SlackHarnessPeople(SlackEmulator slack, SlackIds ids) {
        super(
                slack.people(),
                new UserId(ids.workspace(), slack.userId("ada")),
                new UserId(ids.workspace(), slack.userId("grace")),
                new UserId(ids.workspace(), "U07FBNOBODY"));
        this.slack = slack;
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of("https://slack.com/user_id", person.value(), "https://slack.com/team_id", slack.teamId());
    }
}
