package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Names;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of rows of cells under a header, in UTF-8.
 *
 * @param columns their names
 */
record CsvTable(InputFile file, List<String> columns, List<Row> rows) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * A row as long as the header.
     *
     * @param line where it ends, from 1
     */
    record Row(long line, List<String> cells) {}

    /**
     * Reads a file.
     *
     * @throws DataException if it cannot be read, has no header or no rows, or a row of another length
     */
    static CsvTable read(InputFile file, char delimiter) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreSurroundingSpaces(true)
                .setTrim(true)
                .get();
        try (Reader reader = reader(file);
                CSVParser parser = CSVParser.parse(reader, format)) {
            List<String> header = null;
            List<Row> rows = new ArrayList<>();
            for (CSVRecord record : parser) {
                long line = parser.getCurrentLineNumber();
                if (header == null) {
                    header = header(file, record.toList());
                } else {
                    rows.add(row(file, header, record.toList(), line));
                }
            }
            if (rows.isEmpty()) {
                throw file.error("it has no rows, expected a header and rows");
            }
            return new CsvTable(file, header, List.copyOf(rows));
        } catch (UncheckedIOException e) {
            throw explained(file, e.getCause());
        } catch (IOException e) {
            throw explained(file, e);
        }
    }

    /**
     * The place of a column.
     *
     * @param kind what it is wanted for
     * @throws DataException if there is no such column; the message has the nearest
     */
    int place(String kind, String column) {
        int place = columns.indexOf(column);
        if (place < 0) {
            throw file.error("line 1: " + Names.unknown(kind, column, columns));
        }
        return place;
    }

    /**
     * The number in a cell.
     *
     * @throws DataException if it is not a finite number
     */
    float number(Row row, int place) {
        String cell = row.cells().get(place);
        if (!NUMBER.matcher(cell).matches()) {
            throw error(row, place, "a finite number");
        }
        float number = Float.parseFloat(cell);
        if (Float.isInfinite(number)) {
            throw error(row, place, "a number of at most " + Float.MAX_VALUE);
        }
        return number;
    }

    /**
     * The text in a cell.
     *
     * @throws DataException if it is empty
     */
    String text(Row row, int place) {
        String cell = row.cells().get(place);
        if (cell.isEmpty()) {
            throw error(row, place, "a class");
        }
        return cell;
    }

    /** An error about a cell. */
    DataException error(Row row, int place, String expected) {
        String cell = row.cells().get(place);
        return file.error("line " + row.line() + ", column '" + columns.get(place) + "': found "
                + (cell.isEmpty() ? "nothing" : "'" + cell + "'") + ", expected " + expected);
    }

    private static Reader reader(InputFile file) throws IOException {
        // A decoder of its own reports what is not UTF-8; a charset by name would replace it.
        Reader reader = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8.newDecoder()));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static List<String> header(InputFile file, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw file.error("line 1: column " + (names.indexOf(name) + 1) + " has no name, expected a header");
            }
            if (!seen.add(name)) {
                throw file.error("line 1: two columns are called '" + name + "'");
            }
        }
        if (names.stream().allMatch(name -> NUMBER.matcher(name).matches())) {
            throw file.error("line 1: found only numbers, expected a header with the names of the columns");
        }
        return List.copyOf(names);
    }

    private static Row row(InputFile file, List<String> header, List<String> cells, long line) {
        if (cells.size() != header.size()) {
            throw file.error("line " + line + ": found " + cells.size() + " cells, expected " + header.size()
                    + " as in the header");
        }
        return new Row(line, List.copyOf(cells));
    }

    private static DataException explained(InputFile file, IOException cause) {
        return cause instanceof MalformedInputException
                ? new DataException(file.path() + ": it is not text in UTF-8", cause)
                : file.error(cause);
    }
}
