/** What operators set in the console, kept in the instance's {@code settings.json}. */
@NullMarked
package org.wardgate.platform.felix.settings;

import org.jspecify.annotations.NullMarked;
