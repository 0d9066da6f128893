package dev.regimen.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this program, from its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "regimen " + (version == null ? "(not packaged)" : version), "Java " + System.getProperty("java.version")
        };
    }
}
