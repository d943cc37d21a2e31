/** What operators configure, as reports and as forms. */
@NullMarked
package org.wardgate.settings;

import org.jspecify.annotations.NullMarked;
