package dev.footbridge.miro;

/**
 * The weight of a call. A minute has {@value #PER_MINUTE} credits per user and app; see
 * <a href="https://developers.miro.com/reference/rate-limiting">rate limiting</a>.
 */
enum MiroLevel {
    LEVEL_1(50),
    LEVEL_2(100),
    LEVEL_3(500),
    LEVEL_4(2_000);

    static final int PER_MINUTE = 100_000;

    private final int credits;

    MiroLevel(int credits) {
        this.credits = credits;
    }

    int credits() {
        return credits;
    }

    static MiroLevel of(int number) {
        return switch (number) {
            case 1 -> LEVEL_1;
            case 2 -> LEVEL_2;
            case 3 -> LEVEL_3;
            case 4 -> LEVEL_4;
            default -> throw new IllegalArgumentException("there is no level " + number);
        };
    }
}
