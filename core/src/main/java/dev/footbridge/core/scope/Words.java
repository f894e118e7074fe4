package dev.footbridge.core.scope;

import java.util.Locale;

/** Names of constants as people write them. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
