/**
 * The platform's ports on a plain OSGi framework: data directory, gateway identity and key vault in
 * files, nothing else needed.
 */
@NullMarked
package org.wardgate.platform.felix;

import org.jspecify.annotations.NullMarked;
