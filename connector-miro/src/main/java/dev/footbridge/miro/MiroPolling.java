package dev.footbridge.miro;

import dev.footbridge.core.connector.Connector;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What polling costs: Miro tells nothing by itself, so that each look at a board is paid for in credits. */
public final class MiroPolling {

    private MiroPolling() {}

    /**
     * Figures since the connector was made.
     *
     * @param boards watched now
     * @param channels frames watched now
     * @param polls looks at a board
     * @param idlePolls those that found nothing new
     * @param idleCredits what they cost
     * @param changedPolls those that found something
     * @param changeCredits what they cost
     * @param changes events they brought
     * @param baselineCredits what the first listings cost
     * @param interval between two looks at the same board now, stretched when the credits do not suffice
     * @param budget credits a minute that polling may use
     * @param allCredits what all calls of the connector cost, polling included
     * @param remaining what Miro said is left of the minute
     */
    public record Statistics(
            int boards,
            int channels,
            long polls,
            long idlePolls,
            long idleCredits,
            long changedPolls,
            long changeCredits,
            long changes,
            long baselineCredits,
            Duration interval,
            long budget,
            long allCredits,
            OptionalLong remaining) {

        /** Credits a minute that a board costs while nothing happens on it; zero before the first poll. */
        public double perIdleBoardAndMinute() {
            return idlePolls == 0
                    ? 0
                    : (double) idleCredits / idlePolls * Duration.ofMinutes(1).toMillis() / interval.toMillis();
        }

        /** Credits that one event costs, with all the looks that found something; zero before the first event. */
        public double perChange() {
            return changes == 0 ? 0 : (double) changeCredits / changes;
        }
    }

    /** The figures of a connector for Miro; empty for any other. */
    public static Optional<Statistics> of(Connector connector) {
        return connector instanceof MiroConnector miro ? Optional.of(miro.polling()) : Optional.empty();
    }
}
