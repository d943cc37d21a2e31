/** What a test does to the Kura that it runs on. */
@Version("1.0.0")
@NullMarked
package org.wardgate.integration.kura.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
