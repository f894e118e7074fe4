package dev.footbridge.webex;

import dev.footbridge.core.id.UserId;
import dev.footbridge.testkit.contract.EmulatedPeople;
import dev.footbridge.webex.emulator.WebexEmulator;
import java.util.Map;

/** What people do and see in the emulated client. */
final class WebexHarnessPeople extends EmulatedPeople {

    private final WebexIds ids;

    WebexHarnessPeople(WebexEmulator webex, WebexIds ids) {
        super(
                webex.people(),
                new UserId(ids.workspace(), webex.personId("ada")),
                new UserId(ids.workspace(), webex.personId("grace")),
                new UserId(ids.workspace(), WebexHarness.id("PEOPLE", "00000000-7d1b-4c55-9a55-0c7d9b1e2f30")));
        this.ids = ids;
    }

    @Override
    public boolean canReact() {
        return false;
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of(
                "sub", WebexIds.uuid(person.value()), "realm", ids.workspace().value());
    }
}
