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
    @CsvSource({"2, 1, 2", "3, 1, 3", "4, 2, 2", "5, 2, 3", "16, 2, 8", "32, 2, 16", "33, 3, 11", "100, 7, 15"})
    void dividesItsMembersIntoFewEqualParts(int members, int parts, int largest) {
        List<List<Integer>> found = new Company(members, InStep.AUTO).parts();
        assertThat(found).hasSize(parts);
        assertThat(found.stream().mapToInt(List::size)).allMatch(size -> size == largest || size == largest - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 100})
    void hasEveryMemberInOnePart(int members) {
        assertThat(new Company(members, InStep.AUTO).parts().stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, members).boxed().toList());
    }

    @Test
    void isOneOfATrainingThatIsNoMember() {
        assertThat(Company.NONE.parts()).containsExactly(List.of(0));
    }
}
