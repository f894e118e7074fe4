package dev.footbridge.miro;

import java.util.List;

/**
 * One operation of the REST API.
 *
 * @param name the vendor's operation id, which ends the address of its reference page
 * @param path with names in braces
 * @param query the parameters it takes
 */
record MiroCall(String name, String method, String path, MiroLevel level, List<String> query) {

    MiroCall {
        query = List.copyOf(query);
    }

    boolean changesSomething() {
        return !method.equals("GET");
    }
}
