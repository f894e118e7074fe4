package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.testkit.contract.ConnectorHarness.DirectoryGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C139 to C141: who is in a group for single sign-on. */
abstract class GroupContract extends AddressContract {

    @Nested
    @DisplayName("Groups for single sign-on")
    class Groups {

        private SignInGroups groups() {
            return connector.signInGroups().orElseThrow();
        }

        private DirectoryGroup group() {
            return harness.directoryGroup()
                    .orElseThrow(() -> new AssertionError("a connector that changes groups needs one to test with"));
        }

        private List<UserId> told(DirectoryGroup group) throws Exception {
            List<UserId> members = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                Page<UserId> page = groups().members(group.id(), cursor);
                members.addAll(page.items());
                cursor = page.next();
            } while (cursor.isPresent());
            return members;
        }

        @Test
        void c139_who_is_put_in_is_in_and_who_is_taken_out_is_out() throws Exception {
            if (connector.signInGroups().isPresent()) {
                DirectoryGroup group = group();
                String id = group.id();
                group.put(person());
                assertThat(told(group)).containsExactly(person());

                assertThat(groups().add(id, people().second())).isTrue();
                assertThat(told(group)).containsExactlyInAnyOrder(person(), people().second());
                assertThat(groups().add(id, people().second()))
                        .as("whether a second call put somebody in")
                        .isFalse();
                assertThat(groups().add(id, person()))
                        .as("whether somebody else's member was put in")
                        .isFalse();

                assertThat(groups().remove(id, people().second())).isTrue();
                assertThat(groups().remove(id, people().second()))
                        .as("whether a second call took somebody out")
                        .isFalse();
                assertThat(group.members()).containsExactly(person());
                assertThat(told(group)).containsExactly(person());
            }
        }

        @Test
        void c140_all_members_of_a_large_group_are_told_once() throws Exception {
            if (connector.signInGroups().isPresent()) {
                DirectoryGroup group = group();
                List<UserId> many = group.crowd();
                assertThat(told(group))
                        .containsExactlyInAnyOrderElementsOf(many)
                        .doesNotHaveDuplicates();
            }
        }

        @Test
        void c141_what_does_not_exist_is_not_found_and_nothing_changes() throws Exception {
            if (connector.signInGroups().isPresent()) {
                DirectoryGroup group = group();
                String id = group.id();
                String missing = group.missing();
                UserId nobody = people().nobody();
                UserId stranger = new UserId(new WorkspaceId(new Platform("elsewhere"), "W"), person().value());
                assertThat(failureOf("listing a missing group", () -> groups().members(missing, Optional.empty()))
                                .kind())
                        .isEqualTo(Kind.NOT_FOUND);
                assertThat(failureOf("a missing group", () -> groups().add(missing, person()))
                                .kind())
                        .isEqualTo(Kind.NOT_FOUND);
                assertThat(failureOf("nobody", () -> groups().add(id, nobody)).kind())
                        .isEqualTo(Kind.NOT_FOUND);
                assertThat(failureOf("somebody of another platform", () -> groups().add(id, stranger))
                                .kind())
                        .isEqualTo(Kind.NOT_FOUND);
                assertThat(groups().remove(missing, person())).isFalse();
                assertThat(groups().remove(id, nobody)).isFalse();
                assertThat(groups().remove(id, stranger)).isFalse();
                assertThat(group.members()).isEmpty();
            }
        }
    }
}
