package dev.footbridge.benchmarks;

/**
 * Whether a run was correct.
 *
 * @param crossed messages that reached the target at least once
 * @param losses acknowledged and never posted
 * @param duplicates posts beyond the first of a message
 * @param inversions posted before a message of the same channel that had been acknowledged before this one was sent
 * @param raced posted before a message that was sent earlier, while both were on their way: no order was promised
 * @param refused webhooks answered with anything but 2xx
 */
record Verdict(int crossed, int losses, int duplicates, int inversions, int raced, int refused) {

    boolean isCorrect() {
        return losses == 0 && duplicates == 0 && inversions == 0;
    }
}
