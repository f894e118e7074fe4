package dev.footbridge.core.document;

import java.util.regex.Pattern;

/**
 * Preformatted text.
 *
 * @param language the language for highlighting, empty when unknown; letters, digits and {@code +#.-} only
 * @param text lines ended by {@code \n}; normal form drops empty lines at both ends
 */
public record CodeBlock(String language, String text) implements Block {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#.-]{0,32}");

    public CodeBlock {
        language = LANGUAGE.matcher(language).matches() ? language : "";
    }

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.codeBlock(this);
    }
}
