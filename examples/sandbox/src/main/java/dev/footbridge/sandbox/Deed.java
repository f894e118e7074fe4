package dev.footbridge.sandbox;

import dev.footbridge.core.document.Element;
import java.util.List;

/** What people do on one platform, and of what the others should see something. */
enum Deed {
    POST("post", Element.POST),
    REPLY("reply", Element.REPLY),
    EDIT("edit", Element.EDIT),
    DELETE("delete", Element.DELETE),
    REACT("react", Element.REACTION),
    UNREACT("unreact", Element.REACTION),
    MENTION("mention", Element.USER_MENTION),
    LONG_MESSAGE("long message", Element.LONG_BODY),
    RICH_TEXT(
            "rich text", Element.BOLD, Element.ITALIC, Element.CODE, Element.LINK, Element.BULLET_LIST, Element.QUOTE),
    FILE("file", Element.ATTACHMENT),
    SENDER("sender", Element.AUTHOR_NAME);

    private final String title;
    private final List<Element> elements;

    Deed(String title, Element... elements) {
        this.title = title;
        this.elements = List.of(elements);
    }

    String title() {
        return title;
    }

    /** What of a message it is about. */
    List<Element> elements() {
        return elements;
    }
}
