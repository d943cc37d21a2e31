/** Features: which bundles and which configuration belong together (OSGi Feature Service JSON). */
@NullMarked
package org.wardgate.launcher.feature;

import org.jspecify.annotations.NullMarked;
