package dev.footbridge.core.document;

/**
 * Preformatted text.
 *
 * @param language the language for highlighting, empty when unknown; letters, digits and {@code +#.-} only
 * @param text lines ended by {@code \n}; normal form drops empty lines at both ends
 */
public record CodeBlock(String language, String text) implements Block {

    public CodeBlock {
        language = language.matches("[A-Za-z0-9+#.-]{0,32}") ? language : "";
    }

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.codeBlock(this);
    }
}
