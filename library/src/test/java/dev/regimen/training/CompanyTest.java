package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {
    @ParameterizedTest
    @CsvSource({
        "2, true, 1, 2",
        "3, true, 1, 3",
        "4, true, 2, 2",
        "4, false, 1, 4",
        "5, true, 2, 3",
        "16, true, 2, 8",
        "16, false, 1, 16",
        "17, false, 2, 9",
        "32, true, 2, 16",
        "33, true, 3, 11",
        "100, true, 7, 15"
    })
    void dividesItsMembersIntoFewEqualParts(int members, boolean divided, int parts, int largest) {
        List<List<Integer>> found = new Company(members, InStep.AUTO).parts(divided);
        assertThat(found).hasSize(parts);
        assertThat(found.stream().mapToInt(List::size)).allMatch(size -> size == largest || size == largest - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 100})
    void hasEveryMemberInOnePart(int members) {
        assertThat(new Company(members, InStep.AUTO).parts(true).stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, members).boxed().toList());
    }

    @Test
    void isOneOfATrainingThatIsNoMember() {
        assertThat(Company.NONE.parts(true)).containsExactly(List.of(0));
    }
}
