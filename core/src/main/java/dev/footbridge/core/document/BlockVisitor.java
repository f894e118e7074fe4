package dev.footbridge.core.document;

/** One method per kind of {@link Block}. */
public interface BlockVisitor<R> {

    R paragraph(Paragraph paragraph);

    R heading(Heading heading);

    R quote(Quote quote);

    R codeBlock(CodeBlock codeBlock);

    R itemList(ItemList itemList);

    R table(Table table);

    R rule(Rule rule);
}
